namespace Gateway.Tests.Crash;

/// <summary>One after the other: a gateway that starts while another one dies would only measure the machine.</summary>
[CollectionDefinition(Name)]
public sealed class CrashCollection
{
    public const string Name = "Crash";
}
