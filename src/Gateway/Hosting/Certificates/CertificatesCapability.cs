using Gateway.Agencies;

namespace Gateway.Hosting.Certificates;

/// <summary>TLS of our own, where <c>Gateway:Tls</c> names a certificate; without it something in front ends it.</summary>
internal static class CertificatesCapability
{
    public static WebApplicationBuilder AddOurCertificate(this WebApplicationBuilder builder)
    {
        var (certificate, key) = (builder.Configuration["Gateway:Tls:Certificate"], builder.Configuration["Gateway:Tls:Key"]);
        if (certificate is null && key is null) return builder;
        builder.Services.AddSingleton(services => Begin(certificate ?? "", key ?? "", services));
        builder.Services.AddHostedService<WatchCertificate>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            var ours = kestrel.ApplicationServices.GetRequiredService<OurCertificate>();
            Telemetry.WatchCertificate(() => ours.Left.TotalDays);
            kestrel.ConfigureHttpsDefaults(https =>
            {
                // Of a caller's own certificate only its print counts, and only where their token names it: who may have one is the issuer's to say.
                https.ClientCertificateValidation = static (_, _, _) => true;
                // Whoever connects is shown what is there at that moment, with its chain, which a selector alone cannot give.
                https.ServerCertificateSelector = (_, _) => ours.Now.TargetCertificate;
                https.OnAuthenticate = (_, tls) => (tls.ServerCertificateSelectionCallback, tls.ServerCertificateContext) = (null, ours.Now);
            });
        });
        return builder;
    }

    private static OurCertificate Begin(string certificate, string key, IServiceProvider services)
    {
        var ours = new OurCertificate(certificate, key, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<OurCertificate>>());
        return ours.Begin() ? ours : throw new StartRefusedException(["Gateway:Tls:Certificate and Gateway:Tls:Key must name PEM files of a certificate and its key."]);
    }
}
