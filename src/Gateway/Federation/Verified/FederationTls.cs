using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gateway.Agencies;

namespace Gateway.Federation.Verified;

/// <summary>What we show to a holder that asks who we are, under <c>Federation:Tls</c>: a certificate and its key, PEM files.</summary>
public sealed class FederationTls
{
    public string? Certificate { get; set; }

    public string? Key { get; set; }

    /// <summary>None where nothing is set.</summary>
    public X509Certificate2? Ours { get; private set; }

    /// <summary>Reads the files, or refuses the start.</summary>
    public FederationTls Read()
    {
        if (Certificate is null && Key is null) return this;
        try
        {
            Ours = X509Certificate2.CreateFromPemFile(Certificate ?? "", Key);
            return this;
        }
        catch (Exception fault) when (fault is IOException or CryptographicException or ArgumentException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(["Federation:Tls:Certificate and Federation:Tls:Key must name PEM files of a certificate and its key."]);
        }
    }
}
