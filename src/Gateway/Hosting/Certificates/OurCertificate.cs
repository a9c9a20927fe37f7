using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gateway.Hosting.Certificates;

/// <summary>
/// The certificate that callers are shown, and its key: PEM files under <c>Gateway:Tls</c>. New files are taken up while the process runs: new
/// connections are shown the new one, and those that are there go on. What does not read is not taken up.
/// </summary>
internal sealed class OurCertificate(string certificate, string key, TimeProvider time, ILogger<OurCertificate> log)
{
    // How long before its end somebody is called, and how loud.
    private static readonly (TimeSpan Left, LogLevel Level)[] Calls =
        [(TimeSpan.FromDays(30), LogLevel.Warning), (TimeSpan.FromDays(7), LogLevel.Error), (TimeSpan.FromDays(1), LogLevel.Critical), (TimeSpan.Zero, LogLevel.Critical)];

    private volatile SslStreamCertificateContext? _now;
    private TimeSpan _called = TimeSpan.MaxValue;

    /// <summary>The certificate with those between it and an authority, as the file has them.</summary>
    public SslStreamCertificateContext Now => _now ?? throw new InvalidOperationException("Nobody looked for the certificate yet.");

    public TimeSpan Left => new DateTimeOffset(Now.TargetCertificate.NotAfter.ToUniversalTime(), TimeSpan.Zero) - time.GetUtcNow();

    /// <summary>The first of it; refused where there is none to show.</summary>
    public bool Begin()
    {
        _now = Read();
        if (_now is not null) Call();
        return _now is not null;
    }

    /// <summary>Takes up what is there now, and calls somebody where it ends soon.</summary>
    public void Look()
    {
        if (Read() is not { } found) log.LogError("The certificate or its key does not read; the one of before is shown on");
        else if (!IsShown(found.TargetCertificate)) TakeUp(found);
        Call();
    }

    private bool IsShown(X509Certificate2 found) => found.RawDataMemory.Span.SequenceEqual(Now.TargetCertificate.RawDataMemory.Span);

    // The one of before may be on its way in a handshake: the collector has it.
    private void TakeUp(SslStreamCertificateContext found)
    {
        (_now, _called) = (found, TimeSpan.MaxValue);
        log.LogInformation("A new certificate is shown from now on, until {Until:yyyy-MM-dd}", found.TargetCertificate.NotAfter);
    }

    private void Call()
    {
        var left = Left;
        foreach (var (mark, level) in Calls.Reverse())
        {
            if (left > mark) continue;
            if (mark >= _called) return;
            if (mark > TimeSpan.Zero) log.Log(level, "The certificate that callers are shown ends in {Days} days", (int)left.TotalDays);
            else log.Log(level, "The certificate that callers are shown has ended: nobody can connect. Put a new one in its place");
            _called = mark;
            return;
        }
    }

    private SslStreamCertificateContext? Read()
    {
        try
        {
            var between = new X509Certificate2Collection();
            between.ImportFromPemFile(certificate);
            return SslStreamCertificateContext.Create(X509Certificate2.CreateFromPemFile(certificate, key), between, offline: true);
        }
        catch (Exception fault) when (fault is IOException or CryptographicException or ArgumentException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
