package pin

import (
	"slices"
	"testing"

	"aisdesk/aisclient/archive/disk"
)

// The notes of an import are the same by a look for its lines and by a reading of the whole log.
func TestAttachmentsAreFoundInBothWays(t *testing.T) {
	p := New(t.TempDir(), "archive", disk.OS{})
	note := func(id, name, digest string, written bool) {
		t.Helper()
		if err := p.NoteAttachment(id, name, digest, written); err != nil {
			t.Fatal(err)
		}
	}
	note("a", "claims", "1", false) // nothing is noted of what is not there yet
	note("aa", "claims", "2", true)
	note("a", "claims", "3", true)
	note("a", "aa", "4", true)
	note("a", "claims", "5", false)
	note("aa", "claims", "6", false)
	note("aa", "claims", "6", true)
	note("a", "gone", "7", true)
	note("a", "gone", "", true)
	want := map[string]map[string][]string{"a": {"claims": {"3", "5"}, "aa": {"4"}}, "aa": {"claims": {"6"}}, "b": nil}
	for look := range looksUnread + 5 {
		for id, of := range want {
			got, err := p.Attachments(id)
			if err != nil || len(got) != len(of) {
				t.Fatalf("look %d: %s has %v, %v", look, id, got, err)
			}
			for name, digests := range of {
				if !slices.Equal(got[name], digests) {
					t.Errorf("look %d: %s of %s is %v, want %v", look, name, id, got[name], digests)
				}
			}
		}
	}
}
