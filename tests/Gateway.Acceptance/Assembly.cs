using Gateway.Acceptance;

// Everybody shares one gateway and one set of agencies whose behaviour a test may change.
[assembly: AssemblyFixture(typeof(Stack))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]
