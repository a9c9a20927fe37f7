using System.Net;
using System.Net.Sockets;

namespace Gateway.Deploy;

/// <summary>Ports of the loopback for servers that cannot choose one themselves.</summary>
internal static class Ports
{
    private const int First = 20_000;
    private const int Count = 12_000;
    private static int next = Random.Shared.Next(Count);

    /// <summary>A port that nobody uses and that this process has not handed out before.</summary>
    /// <remarks>
    /// Not one of those that the system gives away: a connection made meanwhile could be given the same port between the choice
    /// and the server's start, or while a server that was killed is down.
    /// </remarks>
    public static int Free()
    {
        for (var tried = 0; tried < Count; tried++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref next) % Count);
            if (!Taken(port))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"No port from {First} to {First + Count - 1} is free.");
    }

    public static bool Taken(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
