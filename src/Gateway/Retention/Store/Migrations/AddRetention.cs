using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Retention.Store.Migrations;

[DbContext(typeof(GatewayContext))]
[Migration("20261123234500_AddRetention")]
internal sealed class AddRetention : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Erasures(migrationBuilder);
        Sweeps(migrationBuilder);
        Holds(migrationBuilder);
    }

    private void Erasures(MigrationBuilder migration)
    {
        migration.CreateTable(
            name: "Erasures",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Agency = table.Column<string>(nullable: false),
                Record = table.Column<string>(maxLength: 16, nullable: false),
                PlannedAt = table.Column<long>(nullable: false),
                LedgerEntry = table.Column<Guid>(nullable: true),
                DoneAt = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_Erasures", erasure => erasure.Id));
        migration.CreateIndex("IX_Erasures_DoneAt", "Erasures", ["DoneAt"], Schema);
        migration.CreateTable(
            name: "ErasedRecords",
            schema: Schema,
            columns: table => new
            {
                Kind = table.Column<string>(maxLength: 16, nullable: false),
                Record = table.Column<Guid>(nullable: false),
                Unit = table.Column<Guid>(nullable: false),
                Erasure = table.Column<Guid>(nullable: false),
                Agencies = table.Column<string>(nullable: false),
                GoneAt = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_ErasedRecords", erased => new { erased.Kind, erased.Record }));
        migration.CreateIndex("IX_ErasedRecords_Erasure", "ErasedRecords", ["Erasure"], Schema);
    }

    private void Sweeps(MigrationBuilder migration)
    {
        migration.CreateTable(
            name: "RetentionSweeps",
            schema: Schema,
            columns: table => new
            {
                Record = table.Column<string>(maxLength: 16, nullable: false),
                Day = table.Column<DateOnly>(nullable: false),
                After = table.Column<Guid>(nullable: true),
                Looked = table.Column<int>(nullable: false),
                Gone = table.Column<int>(nullable: false),
                Held = table.Column<int>(nullable: false),
                DoneAt = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_RetentionSweeps", sweep => sweep.Record));
        migration.CreateTable(
            name: "RetentionGates",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<int>(nullable: false),
                Turn = table.Column<long>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_RetentionGates", gate => gate.Id));
        // The one row there is: whoever deletes takes it, and nobody ever makes it.
        migration.Sql(Schema is { } schema ? $"""INSERT INTO {schema}."RetentionGates" ("Id", "Turn") VALUES (1, 0);""" : """INSERT INTO "RetentionGates" ("Id", "Turn") VALUES (1, 0);""");
    }

    private void Holds(MigrationBuilder migration)
    {
        migration.CreateTable(
            name: "RetentionHolds",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Agency = table.Column<string>(nullable: false),
                Record = table.Column<string>(maxLength: 16, nullable: true),
                Child = table.Column<byte[]>(nullable: true),
                About = table.Column<byte[]>(nullable: false),
                Basis = table.Column<string>(maxLength: 24, nullable: false),
                PlacedBy = table.Column<string>(nullable: false),
                PlacedByName = table.Column<string>(nullable: true),
                PlacedAt = table.Column<long>(nullable: false),
                Request = table.Column<Guid>(nullable: false),
                Sent = table.Column<byte[]>(nullable: false),
                LiftAskedBy = table.Column<string>(nullable: true),
                LiftAskedByName = table.Column<string>(nullable: true),
                LiftAskedAt = table.Column<long>(nullable: true),
                LiftWhy = table.Column<byte[]>(nullable: true),
                LiftedBy = table.Column<string>(nullable: true),
                LiftedByName = table.Column<string>(nullable: true),
                LiftedAt = table.Column<long>(nullable: true),
                Version = table.Column<int>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_RetentionHolds", hold => hold.Id));
        migration.CreateIndex("IX_RetentionHolds_Request", "RetentionHolds", ["Request"], Schema, unique: true);
        migration.CreateIndex("IX_RetentionHolds_Agency_LiftedAt", "RetentionHolds", ["Agency", "LiftedAt"], Schema);
    }
}
