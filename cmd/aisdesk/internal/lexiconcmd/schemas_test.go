package lexiconcmd

import (
	"testing"

	"aisdesk/cmd/aisdesk/internal/schemacmd/schematest"
)

func TestSchemas(t *testing.T) {
	schematest.Hold(t, map[string]any{"lexicon-check": State{}, "lexicon-diff": Change{}, "lexicon-try": tried{}})
}
