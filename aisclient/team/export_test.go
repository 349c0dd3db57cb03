package team

import "testing"

// WriteLink writes a link of a kind behind another, as a newer program might, and returns its number.
func WriteLink(t *testing.T, d *Client, before *Entry, by Author, kind Kind) int64 {
	t.Helper()
	return ForgeLink(t, d, before, Entry{Kind: kind}, by).Seq
}

// ForgeLink writes a link behind another, nil for the first, without asking whether it may be.
func ForgeLink(t *testing.T, d *Client, before *Entry, e Entry, by Author) *Entry {
	t.Helper()
	e.Link = next(nil, by, d.Now())
	if before != nil {
		e.Link = next(&before.Link, by, d.Now())
	}
	if err := (&Book{Store: d.Store, Client: d}).create(t.Context(), &e, by); err != nil {
		t.Fatal(err)
	}
	return &e
}
