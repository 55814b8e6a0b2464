import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// For work on the page: `npm run dev` beside a running server.
const proxy = { '/api': { target: 'http://localhost:8000', ws: true } };

export default defineConfig({
  plugins: [svelte()],
  base: '/',
  build: {
    outDir: '../../artifacts/pitwall/dist',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // Everything is a file of its own: the server's content security policy allows no inlined data but images.
    assetsInlineLimit: 0,
  },
  server: { proxy },
  preview: { proxy },
  test: { include: ['tests/**/*.test.ts'], environment: 'node' },
});
