package reportcmd

import (
	"testing"

	"aisdesk/cmd/aisdesk/internal/schemacmd/schematest"
)

func TestSchemas(t *testing.T) {
	schematest.Hold(t, map[string]any{"policies": policyClaim{}})
}
