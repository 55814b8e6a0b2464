using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DualTwin.Server.Hosting;

/// <summary>Loads the certificate that the server shows.</summary>
public static class TlsCertificate
{
    /// <summary>Reads <paramref name="path"/>: PKCS #12 without a password, or PEM with certificate and private key.</summary>
    /// <param name="path">The file.</param>
    /// <param name="setting">What names the file, for messages.</param>
    /// <exception cref="ServerStartException">The file cannot be read or holds no certificate with its key.</exception>
    public static X509Certificate2 Load(string path, string setting = "api.tls_certificate_file")
    {
        try
        {
            var certificate = Path.GetExtension(path).ToUpperInvariant() is ".PFX" or ".P12"
                ? X509CertificateLoader.LoadPkcs12FromFile(path, password: null)
                : X509Certificate2.CreateFromPemFile(path);
            return certificate.HasPrivateKey
                ? certificate
                : throw new ServerStartException($"{setting} '{path}' holds no private key.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ServerStartException(
                $"{setting} '{path}' is no PEM file with certificate and key, and no PKCS #12 file without a password: {e.Message}", e);
        }
    }
}
