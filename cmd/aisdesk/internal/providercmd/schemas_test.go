package providercmd

import (
	"testing"

	"aisdesk/cmd/aisdesk/internal/schemacmd/schematest"
)

func TestSchemas(t *testing.T) {
	schematest.Hold(t, map[string]any{"catalog": bank{}, "data": owned{}, "revoke": revoked{}})
}
