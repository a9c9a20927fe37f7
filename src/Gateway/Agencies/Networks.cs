using System.Net;
using System.Net.Sockets;

namespace Gateway.Agencies;

/// <summary>Which addresses an agency can have.</summary>
internal static class Networks
{
    /// <summary>Whether a host that the register names may be called at an address it was found at. Only what is written as this machine may be this machine.</summary>
    public static bool MayBeCalled(string host, IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !IsNobodys(plain) && (!IPAddress.IsLoopback(plain) || IsWrittenAsLoopback(host));
    }

    /// <summary>No agency lives there: the unspecified address, multicast, broadcast, and the link-local segment where clouds keep their secrets.</summary>
    public static bool IsNobodys(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6) return address.IsIPv6LinkLocal || address.IsIPv6Multicast || address.Equals(IPAddress.IPv6Any);
        var bytes = address.GetAddressBytes();
        return bytes[0] is 0 or >= 224 || bytes is [169, 254, ..];
    }

    private static bool IsWrittenAsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var literal) && IPAddress.IsLoopback(literal));
}
