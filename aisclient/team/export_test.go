package team

import "testing"

// WriteLink writes a link of a kind behind another, as a newer program might, and returns its number.
func WriteLink(t *testing.T, d *Client, before *Entry, by Author, kind Kind) int64 {
	t.Helper()
	e := &Entry{Link: next(&before.Link, by, d.Now()), Kind: kind}
	if err := (&Book{Store: d.Store, Client: d}).create(t.Context(), e, by); err != nil {
		t.Fatal(err)
	}
	return e.Seq
}
