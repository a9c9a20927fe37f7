using System.Collections.Immutable;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Index;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Rules.Matching.Cases;

/// <summary>Makes the child whom a case holds.</summary>
internal sealed class CaseHeld(HeldForm held, ImmutableArray<string> keys)
{
    private static readonly ImmutableArray<string> Flags = ["restricted-location", "adopted"];

    public CaseChild Made(int ordinal)
    {
        foreach (var flag in held.Flags)
            if (!Flags.Contains(flag)) throw new CaseFaultException($"index.{held.Key}.flags: {flag} is not known");
        return held.Type switch
        {
            null or "child" => new CaseChild(held.Key, Born(ordinal), null),
            "unborn" => new CaseChild(held.Key, null, Unborn(ordinal)),
            _ => throw new CaseFaultException($"index.{held.Key}.type: {held.Type} is not known"),
        };
    }

    private IndexedChild Born(int ordinal) => new(ordinal, CaseValues.Day(At("dob"), held.Dob ?? ""), Versions())
    {
        Sexes = held.SexHistory.Aggregate(CaseValues.Sex(At("sex"), held.Sex), (all, one) => all | CaseValues.Sex(At("sex_history"), one)),
        Numbers = [.. Numbers(held.Nhs, held.Upn, false), .. held.Local.Select(text => PersonalNumber.Local(CaseValues.Local(text))), .. Former()],
        IsRestricted = held.Flags.Contains("restricted-location"),
        Sealed = held.Sealed is { } former ? [new SealedIdentity(former.Given, former.Surname, [.. Numbers(former.Nhs, former.Upn, false)])] : [],
        DoNotLink = [.. held.DoNotLink.Select(Ordinal)],
    };

    private UnbornChild Unborn(int ordinal) => new(
        ordinal, CaseValues.Day(At("edd"), held.Edd ?? ""), CaseValues.Nhs(At("mother_nhs"), held.MotherNhs ?? ""),
        held.MotherDob is null ? null : CaseValues.Day(At("mother_dob"), held.MotherDob));

    private ImmutableArray<ChildVersion> Versions() =>
    [
        new ChildVersion(held.Given, held.Surname, held.Postcode),
        .. held.Aliases.Select(alias => new ChildVersion(alias.Given ?? held.Given, alias.Surname ?? held.Surname, alias.Postcode)),
        .. held.PostcodeHistory.Select(postcode => new ChildVersion(held.Given, held.Surname, postcode)),
    ];

    private IEnumerable<PersonalNumber> Former() => Enumerable.Empty<PersonalNumber>()
        .Concat(held.Aliases.SelectMany(alias => Numbers(alias.Nhs, alias.Upn, true)))
        .Concat(held.NhsHistory.SelectMany(number => Numbers(number, null, true)))
        .Concat(held.UpnHistory.SelectMany(number => Numbers(null, number, true)));

    private IEnumerable<PersonalNumber> Numbers(string? nhs, string? upn, bool isFormer)
    {
        if (nhs is not null) yield return PersonalNumber.Nhs(CaseValues.Nhs(At("nhs"), nhs), isFormer);
        if (upn is null) yield break;
        if (Upn.Read(upn, out var number) != UpnFault.None) throw new CaseFaultException($"{At("upn")}: {upn} is no pupil number");
        yield return PersonalNumber.Pupil(number, isFormer);
    }

    private int Ordinal(string key) => keys.IndexOf(key) is var at and >= 0 ? at : throw new CaseFaultException($"{At("do_not_link")}: there is no {key}");

    private string At(string member) => $"index.{held.Key}.{member}";
}
