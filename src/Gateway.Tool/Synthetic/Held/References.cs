using System.Globalization;

namespace Gateway.Tool.Synthetic.Held;

/// <summary>References of attendances and incidents: one after another, never the same twice. The cast uses those below.</summary>
internal sealed class References
{
    private long _next = 1_000_000;

    public string Next(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{_next++}");
}
