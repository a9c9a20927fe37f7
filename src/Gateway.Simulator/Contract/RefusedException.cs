namespace Gateway.Simulator;

/// <summary>A body that breaks the contract: which member, and what is wrong with it, never what was sent.</summary>
internal sealed class RefusedException(string field, string why) : Exception(why)
{
    public string Field { get; } = field;
}
