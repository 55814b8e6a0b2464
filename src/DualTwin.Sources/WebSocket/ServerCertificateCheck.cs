using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DualTwin.Sources.WebSocket;

/// <summary>Checks a server's certificate and keeps, in words, which check it failed.</summary>
/// <param name="host">The host name that was asked for.</param>
/// <param name="authorities">The only authorities that count; null for those that the system trusts.</param>
internal sealed class ServerCertificateCheck(string host, X509Certificate2Collection? authorities)
{
    /// <summary>Why the certificate was refused; null where it was not.</summary>
    public string? Failure { get; private set; }

    /// <summary>Reads a PEM file of authorities.</summary>
    /// <exception cref="SourceException">The file cannot be read or holds no certificate.</exception>
    public static X509Certificate2Collection ReadAuthorities(string file)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new SourceException($"The file of certificate authorities '{file}' cannot be read: {problem.Message}", problem);
        }

        return authorities.Count > 0
            ? authorities
            : throw new SourceException($"The file of certificate authorities '{file}' holds no certificate; expected PEM text.");
    }

    public SslClientAuthenticationOptions Options()
    {
        var options = new SslClientAuthenticationOptions { TargetHost = host, RemoteCertificateValidationCallback = Validate };
        if (authorities is not null)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                // A private authority seldom runs a service that tells which certificates it has revoked.
                RevocationMode = X509RevocationMode.NoCheck,
            };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        return options;
    }

    private bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        var shown = certificate as X509Certificate2;
        var failures = new List<string>();
        if (shown is null)
        {
            failures.Add("the server showed none");
        }
        else if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            failures.Add($"it is for {Names(shown)}, not for {host}");
        }

        failures.AddRange((chain?.ChainStatus ?? []).Select(status => ChainFailure(status, shown)).Distinct());
        Failure = string.Join("; ", failures);
        return false;
    }

    private string ChainFailure(X509ChainStatus status, X509Certificate2? certificate) => status.Status switch
    {
        X509ChainStatusFlags.NotTimeValid when certificate is not null =>
            $"it is valid from {certificate.NotBefore.ToUniversalTime():u} to {certificate.NotAfter.ToUniversalTime():u}, which is not now",
        X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain when authorities is null =>
            $"its authority ({certificate?.Issuer}) is not trusted by this system; a private authority's certificate goes into the CA file",
        X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain =>
            $"its authority ({certificate?.Issuer}) is none of those in the CA file",
        _ => status.StatusInformation.Length > 0 ? status.StatusInformation : status.Status.ToString(),
    };

    private static string Names(X509Certificate2 certificate)
    {
        var alternative = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        var names = alternative is null
            ? []
            : alternative.EnumerateDnsNames().Concat(alternative.EnumerateIPAddresses().Select(address => address.ToString())).Take(5).ToList();
        return names.Count > 0 ? string.Join(", ", names) : certificate.Subject;
    }
}
