using System.Collections.Immutable;
using Gateway.Rules.Policy;

namespace Gateway.Rules.Consent;

/// <summary>As what somebody answered. Who they are stays in the agency's own record (sharing rules, 3.4).</summary>
public enum GiverRole : byte
{
    /// <summary>The child or young person.</summary>
    Self,
    /// <summary>A person with parental responsibility.</summary>
    ParentalResponsibility,
    /// <summary>A council that shares parental responsibility under a care order or an interim one.</summary>
    CouncilUnderCareOrder,
    /// <summary>A court's order that says so.</summary>
    CourtOrder,
    /// <summary>A council that looks after the child by agreement: no parental responsibility.</summary>
    CouncilUnderSection20,
    /// <summary>A carer: no parental responsibility by that alone.</summary>
    Carer,
    /// <summary>A step-parent: no parental responsibility by that alone.</summary>
    StepParent,
}

/// <summary>The words of the givers, and what their answer is worth.</summary>
public static class GiverRoleWords
{
    private static readonly WordTable<GiverRole> Roles = new(
        "self", "parental-responsibility", "council-care-order", "court-order", "council-section-20", "carer", "step-parent");

    /// <summary>Every role, in words.</summary>
    public static ImmutableArray<string> All => Roles.Words;

    /// <summary>The word on the wire.</summary>
    public static string Word(this GiverRole role) => Roles.Of(role);

    /// <summary>Reads a word; an unknown one is false.</summary>
    public static bool TryRead(string? word, out GiverRole role) => Roles.TryRead(word, out role);

    /// <summary>Holds parental responsibility, so that one such answer is enough (Children Act 1989 s2(7)).</summary>
    public static bool HasParentalResponsibility(this GiverRole role) => role is GiverRole.ParentalResponsibility or GiverRole.CouncilUnderCareOrder;

    /// <summary>May answer for a child at all. Section 20, a carer and a step-parent may not: theirs are views.</summary>
    public static bool MayAnswer(this GiverRole role) => role is GiverRole.Self or GiverRole.CourtOrder || role.HasParentalResponsibility();

    /// <summary>Whose answer it is, in the terms of the rules.</summary>
    public static ConsentGiver AsGiver(this GiverRole role) => role switch
    {
        GiverRole.Self => ConsentGiver.Subject,
        GiverRole.ParentalResponsibility or GiverRole.CouncilUnderCareOrder => ConsentGiver.ParentWithPr,
        _ => ConsentGiver.Other,
    };
}
