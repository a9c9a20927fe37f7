using System.Net;
using System.Net.Sockets;

namespace Gateway.Tests;

/// <summary>A port of the loopback that nobody uses now, for servers that cannot choose one themselves.</summary>
internal static class FreePort
{
    public static int Take()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }
}
