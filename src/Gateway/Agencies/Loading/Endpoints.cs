using System.Net;

namespace Gateway.Agencies.Loading;

/// <summary>Addresses that the gateway may call: absolute, without user info, query or fragment; TLS beyond loopback.</summary>
internal static class Endpoints
{
    /// <summary>What is wrong with an address; none when nothing is.</summary>
    public static string? Fault(string text, bool allowPlainHttp, out Uri? address)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out address) || address.Scheme is not ("http" or "https") || address.Host.Length == 0)
            return "must be an absolute http or https address";
        if (address.UserInfo.Length > 0) return "must not carry a name or password";
        if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var literal) && Networks.IsNobodys(literal)) return "must not be an address that no agency can have";
        if (text.Contains('?', StringComparison.Ordinal) || text.Contains('#', StringComparison.Ordinal)) return "must have no query and no fragment";
        return MayBeCalled(address, allowPlainHttp) ? null : "must be https, since it leaves this machine";
    }

    /// <summary>An address that somebody else's document names: as one of the register, but for a query.</summary>
    public static Uri? Named(string? text, bool allowPlainHttp) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address is { Host.Length: > 0, UserInfo.Length: 0, Fragment.Length: 0 }
        && !(IPAddress.TryParse(address.Host.Trim('[', ']'), out var literal) && Networks.IsNobodys(literal)) && MayBeCalled(address, allowPlainHttp)
            ? address
            : null;

    public static bool MayBeCalled(Uri address, bool allowPlainHttp) =>
        address.Scheme == "https" || (address.Scheme == "http" && (allowPlainHttp || address.IsLoopback));

    /// <summary>Reads the address that other paths are appended to.</summary>
    public static Uri? Base(Entry entry, string name, bool allowPlainHttp)
    {
        var text = entry.Text(name);
        return text.Length == 0 ? null : Base(entry, name, text, allowPlainHttp);
    }

    /// <summary>As above, for one of several addresses under one name.</summary>
    public static Uri? Base(Entry entry, string name, string text, bool allowPlainHttp)
    {
        var fault = Fault(text, allowPlainHttp, out var address) ?? (text.EndsWith('/') ? null : "must end in a slash");
        if (fault is null) return address;
        entry.Fault(name, fault);
        return null;
    }

    public static Uri? Read(Entry entry, string name, bool allowPlainHttp)
    {
        var text = entry.Text(name);
        if (text.Length == 0) return null;
        if (Fault(text, allowPlainHttp, out var address) is not { } fault) return address;
        entry.Fault(name, fault);
        return null;
    }
}
