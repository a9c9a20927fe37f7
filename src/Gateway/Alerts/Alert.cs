using Gateway.Disclosure;
using Gateway.Federation;
using Gateway.Matching.Find;
using Gateway.Rules.Identifiers;

namespace Gateway.Alerts;

/// <summary>One thing that one agency's information governance officer is told of.</summary>
public sealed class Alert : AboutCheck
{
    private Alert() { }

    private Alert(CheckContext check, ReadOnlyMemory<byte> policyHash, DateTimeOffset at) : base(check, policyHash, at) { }

    private Alert(AboutCheck other) : base(other) { }

    public AlertKind Kind { get; private init; }

    /// <summary>Whose officer is told.</summary>
    public string Agency { get; private init; } = "";

    /// <summary>With the agency: what makes it one alert and not two. A digest.</summary>
    public byte[] Key { get; private init; } = [];

    /// <summary>The reason code of the refusal; empty for a pattern.</summary>
    public string Code { get; private init; } = "";

    /// <summary>The holders' officers have theirs, or none is to have one.</summary>
    public bool Spread { get; private set; }

    /// <summary>Its officer has a notice that there is one.</summary>
    public bool Told { get; private set; }

    internal void HasTold() => Told = true;

    internal static Alert Of(CheckContext check, AlertMatter matter, DateTimeOffset at) => new(check, matter.PolicyHash, at)
    {
        Kind = matter.Kind,
        Agency = check.Asker.Agency.Id,
        Key = matter.Key,
        Code = matter.Code,
    };

    internal static Alert About(AboutCheck about, AlertKind kind, string code, byte[] key, string agency) =>
        new(about) { Kind = kind, Agency = agency, Key = key, Code = code, Spread = true };

    /// <summary>About somebody who looked for children; about a child only where there is one. No holder is told: nobody's record was asked for.</summary>
    internal static Alert OfLook(FindContext look, Guid entry, AlertMatter matter, (NhsNumber Number, DateOnly Born) child, DateTimeOffset at)
    {
        var question = new CheckQuestion(new ChildAsked(child.Number, child.Born), look.Question.Purpose, [], CheckQuestion.UsualDeadline);
        return new Alert(new CheckContext(entry, look.RequestId, look.Asker, question, look.Policy) { Check = entry }, matter.PolicyHash, at)
        {
            Kind = matter.Kind,
            Agency = look.Asker.Agency.Id,
            Key = matter.Key,
            Code = matter.Code,
            Spread = true,
        };
    }

    /// <summary>The same for a holder's officer.</summary>
    internal Alert For(string agency) => new(this) { Kind = Kind, Agency = agency, Key = Key, Code = Code, Spread = true };

    internal void HasSpread() => Spread = true;
}

/// <summary>What the alert is about, beside who asked about whom.</summary>
internal sealed record AlertMatter(AlertKind Kind, string Code, ReadOnlyMemory<byte> PolicyHash, byte[] Key);
