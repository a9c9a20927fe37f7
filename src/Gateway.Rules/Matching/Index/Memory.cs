using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Gateway.Rules.Matching.Index;

/// <summary>Asks for what will be read soon: fetching it takes longer than comparing it. It changes nothing but the time.</summary>
internal static class Memory
{
    public static unsafe void Expect<T>(ref readonly T soon)
    {
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.AsRef(in soon)));
    }
}
