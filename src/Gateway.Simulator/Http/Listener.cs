using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Gateway.Simulator;

/// <summary>One bare Kestrel on one address. It can stop listening and start again on the same port, as an agency's own server would.</summary>
internal sealed class Listener(IPEndPoint address, IHttpApplication<ConnectionContext> application) : IAsyncDisposable
{
    private readonly SemaphoreSlim changing = new(1);
    private KestrelServer? server;

    public IPEndPoint Address { get; private set; } = address;

    public async Task StartAsync()
    {
        await changing.WaitAsync();
        try
        {
            if (server is not null) return;
            var starting = Build();
            await starting.StartAsync(application, CancellationToken.None);
            Address = new IPEndPoint(Address.Address, BoundPort(starting));
            server = starting;
        }
        finally
        {
            changing.Release();
        }
    }

    /// <summary>Stops listening and breaks what is open; done when a new connection would be refused.</summary>
    public async Task StopAsync()
    {
        await changing.WaitAsync();
        try
        {
            if (server is null) return;
            await server.StopAsync(new CancellationToken(canceled: true));
            server.Dispose();
            server = null;
        }
        finally
        {
            changing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        changing.Dispose();
    }

    private KestrelServer Build()
    {
        var options = new KestrelServerOptions { AddServerHeader = false, AllowSynchronousIO = false };
        options.Limits.MaxRequestBodySize = RequestBody.Limit;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Listen(Address, listen => listen.Protocols = HttpProtocols.Http1);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        return new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
    }

    private static int BoundPort(KestrelServer server) =>
        new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
}
