using System.Collections.Immutable;
using Gateway.Rules.Consent;

namespace Gateway.Rules.Referrals;

/// <summary>Who owns a state, and who acts (workflows, 2.1 and 2.5). Each is a named person in the end; here it is their part.</summary>
public enum ReferralActor : byte
{
    /// <summary>Who refers.</summary>
    Referrer,
    /// <summary>A colleague whom the referrer named, or the referrer's safeguarding lead.</summary>
    Colleague,
    /// <summary>This service: receipts and timers.</summary>
    Gateway,
    /// <summary>The receiver's own case system.</summary>
    ReceiverSystem,
    /// <summary>The front door of children's social care.</summary>
    FrontDoor,
    /// <summary>The emergency duty team.</summary>
    EmergencyDuty,
    /// <summary>A social worker.</summary>
    SocialWorker,
    /// <summary>The manager who decides.</summary>
    Manager,
    /// <summary>An agency that was asked.</summary>
    Agency,
    /// <summary>Early help or Family Help.</summary>
    EarlyHelp,
    /// <summary>The team that assesses.</summary>
    Team,
    /// <summary>The social worker of an open case or a plan.</summary>
    AllocatedWorker,
    /// <summary>The conference service.</summary>
    ConferenceService,
    /// <summary>A practitioner's opposite number.</summary>
    Practitioner,
    /// <summary>A team manager of either side.</summary>
    TeamManager,
    /// <summary>A service manager or named professional.</summary>
    ServiceManager,
    /// <summary>A head of service, director or designated professional.</summary>
    HeadOfService,
    /// <summary>A delegated safeguarding partner, partnership chair or scrutineer.</summary>
    Partner,
}

/// <summary>The words of the actors.</summary>
public static class ReferralActorWords
{
    private static readonly WordTable<ReferralActor> Actors = new(
        "referrer", "colleague", "gateway", "receiver-system", "front-door", "emergency-duty", "social-worker", "manager", "agency", "early-help",
        "team", "allocated-worker", "conference-service", "practitioner", "team-manager", "service-manager", "head-of-service", "partner");

    /// <summary>Every actor, in words.</summary>
    public static ImmutableArray<string> All => Actors.Words;

    /// <summary>The word on the wire.</summary>
    public static string Word(this ReferralActor actor) => Actors.Of(actor);

    /// <summary>Reads a word; an unknown one is false.</summary>
    public static bool TryRead(string? word, out ReferralActor actor) => Actors.TryRead(word, out actor);
}
