package comparecmd

import (
	"testing"

	"aisdesk/cmd/aisdesk/internal/schemacmd/schematest"
)

func TestSchemas(t *testing.T) {
	schematest.Hold(t, map[string]any{"diff": diff{}, "diff-accounts": account{}, "diff-periods": periodDiff{}, "diff-streams": diffStream{}})
}
