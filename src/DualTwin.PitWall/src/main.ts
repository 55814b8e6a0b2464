import './styles/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { ApiClient } from './api/client';
import { ReplayControl } from './model/replay.svelte';
import { Settings } from './model/settings.svelte';
import { printInLight, useTheme } from './model/theme.svelte';
import { Wall } from './model/wall.svelte';

const root = '/api/v1';
const keyName = 'dualtwin.key';
const target = document.getElementById('app');
if (target === null) {
  throw new Error('The page has no element "app".');
}

// The key lives as long as the tab: it opens everything, so it is not left lying in the browser.
const key = () => sessionStorage.getItem(keyName);
const client = new ApiClient(root, key);
const settings = new Settings(localStorage);
useTheme(settings.now.theme);
printInLight();
// Views per second: more than ten cannot be read, but whoever wants may ask for them, or for fewer over a thin line.
const asked = Number(new URLSearchParams(location.search).get('hz'));
const wall = new Wall(client, root, key, asked > 0 && asked <= 60 ? asked : 10);
const replay = new ReplayControl(client);

mount(App, {
  target,
  props: {
    page: { wall, settings, replay, client },
    useKey: (given: string) => {
      sessionStorage.setItem(keyName, given);
      wall.retry();
    },
  },
});
