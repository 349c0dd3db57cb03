package teamcmd

import (
	"testing"

	"aisdesk/aisclient/app/remote"
	"aisdesk/cmd/aisdesk/internal/schemacmd/schematest"
)

func TestSchemas(t *testing.T) {
	schematest.Hold(t, map[string]any{"archive-probe": remote.Probed{}, "archive-sync": syncedStore{}, "archive-move": movedArchive{}, "team": listedTeam{}, "team-changes": listedChanges{}})
}
