namespace Gateway.Rules.Signals;

/// <summary>What was said of a plan, of care, or of an unborn plan in the answer to a check.</summary>
public enum PlanSaid : byte
{
    /// <summary>Nobody was asked, or not all of those who were asked could say.</summary>
    NotKnown,

    /// <summary>Somebody holds one.</summary>
    Held,

    /// <summary>Everybody who was asked said that they hold none.</summary>
    Nothing,
}

/// <summary>One check on a child, as far as it counts (rulings, 25).</summary>
/// <param name="Agency">Whose practitioner asked.</param>
public readonly record struct CheckCounted(string Agency, DateTimeOffset At, PlanSaid Plan);
