using Gateway.Referrals;
using Gateway.Referrals.Store;

namespace Gateway.Messages;

/// <summary>To which agency's system which message of a step goes. What it says is worked out from these and from nothing that anybody wrote.</summary>
/// <param name="Own">The agency is the council that has the child: it is also told the step's word and where the child stands.</param>
/// <param name="Fetch">Where what there is to read is read, under the rules of that place.</param>
internal sealed record StepMessage(string Agency, string Kind, StepMoved Step, bool Own, string Fetch)
{
    public Guid Child => Step.Child.Id;

    public Guid Referral => Step.Child.Referral;

    public static StepMessage ToCouncil(string kind, StepMoved step) => new(step.Child.Council, kind, step, true, Whole(step));

    public static StepMessage To(string agency, string kind, StepMoved step, string? part = null) => new(agency, kind, step, false, Whole(step) + part);

    public static StepMessage ToReferrer(string kind, Referral referral, StepMoved step, string? part = null) => To(referral.Agency, kind, step, part);

    private static string Whole(StepMoved step) => $"/v1/referrals/{step.Child.Referral}";
}
