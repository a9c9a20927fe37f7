namespace Gateway.Disclosure;

/// <summary>The asker says that it is an emergency, and why. Every one is reviewed, a refused one too (rulings, 18).</summary>
public sealed record Emergency(string Basis);
