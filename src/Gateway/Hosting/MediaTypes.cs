namespace Gateway.Hosting;

internal static class MediaTypes
{
    /// <summary>JSON, with at most a charset of UTF-8.</summary>
    public static bool IsJson(string? contentType)
    {
        if (contentType is null) return false;
        var type = contentType.AsSpan();
        var parameters = type.IndexOf(';');
        var name = (parameters < 0 ? type : type[..parameters]).Trim();
        if (!name.Equals("application/json", StringComparison.OrdinalIgnoreCase)) return false;
        return parameters < 0 || type[(parameters + 1)..].Trim().Trim('"').Equals("charset=utf-8", StringComparison.OrdinalIgnoreCase);
    }
}
