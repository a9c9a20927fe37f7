namespace Gateway.Matching.Registrations.Store;

/// <summary>What was registered of one child: sealed, under a keyed hash of the number. Who registered it is not kept.</summary>
public sealed class RegisteredChild
{
    private RegisteredChild() { }

    public byte[] Token { get; private init; } = [];

    /// <summary>Rises with every change of any child, in the order in which changes became durable: whoever read up to it has them all.</summary>
    public long Position { get; private set; }

    public byte[] Sealed { get; private set; } = [];

    internal static RegisteredChild Of(byte[] token, long position, byte[] content) => new() { Token = token, Position = position, Sealed = content };

    internal void Become(long position, byte[] content) => (Position, Sealed) = (position, content);
}

/// <summary>How far all registrations are. Its one row is changed first by whoever registers, so that one does after the other.</summary>
public sealed class RegistrationFeed
{
    public const int Only = 1;

    private RegistrationFeed() { }

    public int Id { get; private init; }

    public long Position { get; private init; }
}

/// <summary>How far one agency's registrations are: its own count, and nothing else of it.</summary>
public sealed class RegistrationSender
{
    private RegistrationSender() { }

    public string Agency { get; private init; } = "";

    public long Sequence { get; private init; }

    internal static RegistrationSender Of(string agency, long sequence) => new() { Agency = agency, Sequence = sequence };
}
