package objectstest

import (
	"context"
	"testing"

	"aisdesk/aisclient/objects"
)

func put(t *testing.T, s objects.Store, name string, b []byte) {
	t.Helper()
	if err := s.Create(t.Context(), name, b); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

func list(t *testing.T, s objects.Store, prefix, after string) []string {
	t.Helper()
	var names []string
	for i, err := range s.List(t.Context(), prefix, after) {
		if err != nil {
			t.Fatalf("list of %q after %q: %v", prefix, after, err)
		}
		names = append(names, i.Name)
	}
	return names
}

func contextOf(t *testing.T) (context.Context, context.CancelFunc) {
	return context.WithCancel(t.Context())
}
