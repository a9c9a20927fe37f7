using System.Collections.Immutable;

namespace Gateway.Hosting;

/// <summary>Whether the numbers of one section of the settings can be worked with.</summary>
/// <param name="section">As an operator writes it, such as <c>Federation:Calls</c>.</param>
internal sealed class SettingRange(string section)
{
    /// <summary>None where the value is within both ends; else what is said of it. What is no number is within nothing.</summary>
    public ImmutableArray<string> Between(string name, double value, double least, double most) =>
        value >= least && value <= most ? [] : [$"{section}:{name} must be from {least} to {most}."];
}
