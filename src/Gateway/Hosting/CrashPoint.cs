namespace Gateway.Hosting;

/// <summary>
/// Moments at which a process may die with one thing done and the next one not. Nothing in the gateway listens for them, and no
/// setting makes it: a program of the tests does, and is killed there.
/// </summary>
internal enum CrashPoint
{
    // The writer.
    BatchTaken,
    BatchSealed,
    RowsInserted,
    BatchCommitted,
    EntryAcknowledged,
    BatchRefused,
    FirstHalfWritten,
    HeadMoved,
    CaughtUp,
    AnswerLost,

    // The opening.
    StoreOpened,
    LogVerified,
    LogOpened,
    OpenedRecorded,
    InterruptedClosed,

    // The children's keys, from the first to the last.
    KeyMade,
    KeyStored,
    KeyRetired,
    ErasureCounted,
    ErasureRecorded,
    KeysDestroyed,

    // What is signed, published and witnessed.
    HeartbeatDue,
    HeadRehashed,
    HeadSigned,
    AnchorMoved,
    FileMade,
    TilesWritten,
    Cosigned,
    CheckpointDue,
    CheckpointPublished,
    WitnessChecked,
    WitnessStored,

    // A check on its way.
    DecisionRecorded,
    CustodiansAnswered,
    DisclosureRecorded,
    BeforeFirstByte,
    AnswerSent,
    AnswerEnded,

    // The index of children: what is registered, and the copy for the next start.
    BatchSaid,
    IndexFolded,
    FoldTaken,
    CopyBegun,
    CopyHalfWritten,
    CopyWritten,
    CopyInPlace,

    // What goes at the end of its time.
    ErasurePlanned,
    ErasureWritten,
    RowsErased,
    ErasureDone,
}

internal static class CrashPoints
{
    /// <summary>Told of each point that is reached, on the thread that reached it. Null but in a program of the tests.</summary>
    public static Action<CrashPoint>? Listener { get; set; }

    public static void Reached(this CrashPoint point) => Listener?.Invoke(point);
}
