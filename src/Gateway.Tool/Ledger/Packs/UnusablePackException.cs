namespace Gateway.Tool.Ledger.Packs;

/// <summary>A pack or file that is not even to be read: it leads outside itself, is far too large, or is no archive.</summary>
internal sealed class UnusablePackException(string message) : Exception(message);
