using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Rules.Policy;

namespace Gateway.Agencies;

/// <summary>The contract under which a custodian is asked.</summary>
public enum Speaks
{
    /// <summary>Ours: <c>contracts/openapi/custodian.v1.json</c>.</summary>
    Native,

    /// <summary>FHIR R4 in the shape of the draft CP-IS API: care teams of a child.</summary>
    CpIs,

    /// <summary>FHIR R4 in the shape of the Patient Flags API: flags, care plans and care teams of a child.</summary>
    PatientFlags,

    /// <summary>FHIR R4: encounters of a department, as UK Core has them.</summary>
    Encounters,
}

/// <summary>The words of the register for what custodians speak, and what each can be asked.</summary>
public static class SpeaksWords
{
    private static readonly ImmutableArray<string> Words = ["native", "cp-is", "patient-flags", "encounters"];
    private static readonly ImmutableArray<string> Paths = ["v1/answers", "CareTeam/_search", "PatientFlag/_search", "Encounter/_search"];

    // What a council is asked. Of what the shape has no place for the answer is "not known", and so never "nothing held".
    private static readonly FrozenSet<Item> OfCouncils = FrozenSet.Create(
        Item.PlanFlag, Item.PlanCategory, Item.PlanDates, Item.LeadSocialWorker, Item.LookedAfter, Item.UnbornPlan, Item.PlanEnded, Item.SiblingOnPlan);

    /// <summary>Every word, in the order of <see cref="Speaks"/>.</summary>
    public static ImmutableArray<string> All => Words;

    public static string Word(this Speaks speaks) => Words[(int)speaks];

    /// <summary>What is added to the endpoint of whoever speaks so.</summary>
    public static string Path(this Speaks speaks) => Paths[(int)speaks];

    /// <summary>To read may tell a council, and is kept in a history of few lines: it is never done twice for one question.</summary>
    public static bool IsReadOnce(this Speaks speaks) => speaks is Speaks.CpIs or Speaks.PatientFlags;

    /// <summary>Whether whoever speaks so can be in charge of an item. Another kind of record has no place in what is asked.</summary>
    public static bool MayHold(this Speaks speaks, Item item) => speaks switch
    {
        Speaks.Native => true,
        Speaks.Encounters => item.IsAttendance(),
        _ => OfCouncils.Contains(item),
    };

    public static bool TryRead(string word, out Speaks speaks)
    {
        var at = Words.IndexOf(word);
        speaks = at < 0 ? default : (Speaks)at;
        return at >= 0;
    }
}
