using System.Net;
using System.Net.Sockets;
using Gateway.Agencies;

namespace Gateway.Federation.Calls;

/// <summary>
/// Opens a connection to a host of the register. A name that has come to mean this machine or its own network segment is not
/// followed there: whoever answers for a name could otherwise turn our questions on services that trust us.
/// </summary>
internal static class OpenConnection
{
    public static async ValueTask<Stream> AsTheRegisterSaysAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var host = context.DnsEndPoint;
        var found = IPAddress.TryParse(host.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host.Host, cancel);
        var allowed = found.Where(address => Networks.MayBeCalled(host.Host, address)).ToArray();
        if (allowed.Length == 0) throw new SocketException((int)SocketError.HostUnreachable);
        return new NetworkStream(await FirstAsync([.. allowed.Select(address => new IPEndPoint(address, host.Port))], cancel), ownsSocket: true);
    }

    // All at once: a connection asks nothing yet, and one address that swallows packets must not cost the time of the others.
    internal static async Task<Socket> FirstAsync(IPEndPoint[] addresses, CancellationToken cancel)
    {
        using var others = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var opening = addresses.Select(address => OneAsync(address, others.Token)).ToList();
        while (true)
        {
            var done = await Task.WhenAny(opening);
            opening.Remove(done);
            if (!done.IsCompletedSuccessfully && opening.Count > 0) continue;
            await others.CancelAsync();
            foreach (var late in opening) _ = CloseAsync(late);
            return await done;
        }
    }

    private static async Task<Socket> OneAsync(IPEndPoint address, CancellationToken cancel)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancel);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task CloseAsync(Task<Socket> late)
    {
        try
        {
            (await late).Dispose();
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException)
        {
            // It lost: nobody needs to know why.
        }
    }
}
