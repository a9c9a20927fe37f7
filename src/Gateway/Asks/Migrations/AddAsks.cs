using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Asks.Migrations;

[DbContext(typeof(GatewayContext))]
[Migration("20261122060200_AddAsks")]
internal sealed class AddAsks : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "Asks",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Decision = table.Column<Guid>(nullable: false),
                InteractionId = table.Column<Guid>(nullable: false),
                PolicyHash = table.Column<byte[]>(nullable: false),
                AskerAgency = table.Column<string>(nullable: false),
                AskerKind = table.Column<string>(maxLength: 32, nullable: false),
                Asker = table.Column<string>(nullable: false),
                AskerRole = table.Column<string>(nullable: false),
                AskerName = table.Column<string>(nullable: true),
                Purpose = table.Column<string>(nullable: false),
                Child = table.Column<string>(maxLength: 10, nullable: false),
                DateOfBirth = table.Column<DateOnly>(nullable: false),
                At = table.Column<long>(nullable: false),
                Holder = table.Column<string>(nullable: false),
                Roles = table.Column<string>(nullable: false),
                Title = table.Column<string>(nullable: false),
                Items = table.Column<string>(nullable: false),
                Custodians = table.Column<string>(nullable: false),
                Justification = table.Column<string>(nullable: false),
                DueAt = table.Column<long>(nullable: false),
                WarnedAt = table.Column<long>(nullable: true),
                Answer = table.Column<string>(nullable: true),
                Forms = table.Column<string>(nullable: true),
                AnswerReason = table.Column<string>(nullable: true),
                ToAsker = table.Column<string>(nullable: true),
                AnsweredBy = table.Column<string>(nullable: true),
                AnsweredAt = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_Asks", ask => ask.Id));
        migrationBuilder.CreateIndex("IX_Asks_Decision_Holder", "Asks", ["Decision", "Holder"], Schema, unique: true);
        migrationBuilder.CreateIndex("IX_Asks_Holder_At", "Asks", ["Holder", "At"], Schema);
        migrationBuilder.CreateIndex("IX_Asks_AskerAgency_Asker_At", "Asks", ["AskerAgency", "Asker", "At"], Schema);
        migrationBuilder.CreateIndex("IX_Asks_AnsweredAt_WarnedAt_DueAt", "Asks", ["AnsweredAt", "WarnedAt", "DueAt"], Schema);
    }
}
