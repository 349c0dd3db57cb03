package ledger

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"sync"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/replytest"
)

func TestLoadEqualsFromImport(t *testing.T) {
	raw := replytest.XML(replytest.Options{Rows: 3000})
	want, err := aisclient.Decode(context.Background(), bytes.NewReader(raw), aisclient.DecodeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	a, err := FromImport(want)
	if err != nil {
		t.Fatal(err)
	}
	b, imp, err := Load(context.Background(), bytes.NewReader(raw), aisclient.DecodeOptions{}, nil)
	if err != nil || imp == nil || !b.Complete() || b.Import() != imp {
		t.Fatalf("Load: %v, complete %v", err, b.Complete())
	}
	if a.Len() != b.Len() || a.Len() != 3000 {
		t.Fatalf("%d rows and %d", a.Len(), b.Len())
	}
	for row := range int32(a.Len()) {
		if x, y := a.Transaction(row), b.Transaction(row); !sameTransaction(x, y) {
			t.Fatalf("row %d: %+v and %+v", row, x, y)
		}
		if !a.Source(row).Label().Equal(b.Source(row).Label()) || !a.Source(row).OwnerNames().Equal(b.Source(row).OwnerNames()) {
			t.Fatalf("row %d has two sources", row)
		}
	}
}

func TestPrefixesAreTrueWhileLoadingGoesOn(t *testing.T) {
	raw := replytest.XML(replytest.Options{Rows: 20_000})
	var readers sync.WaitGroup
	var lengths []int
	final, _, err := Load(context.Background(), bytes.NewReader(raw), aisclient.DecodeOptions{MaxBytes: 1 << 30}, func(l *Ledger) {
		if l.Complete() || l.Err() != nil || l.Import() != nil {
			t.Error("a prefix claims to be complete")
		}
		lengths = append(lengths, l.Len())
		readers.Go(func() { // races with the builder unless what is shared never changes
			r := run(t, l, "-abc date:0001..9999", SortKey{ColParty, true}, SortKey{ColTitle, false})
			if len(r.Order) != l.Len() {
				t.Errorf("prefix of %d rows gave %d", l.Len(), len(r.Order))
			}
		})
	})
	readers.Wait()
	if err != nil || final.Len() != 20_000 {
		t.Fatal(final.Len(), err)
	}
	if !slices.Equal(lengths, []int{1000, 2000, 4000, 8000, 16000}) {
		t.Errorf("published at %v", lengths)
	}
}

func TestAReplyCutShortEndsInAnErrorAndSaysSo(t *testing.T) {
	raw := replytest.XML(replytest.Options{Rows: 3000})
	l, _, err := Load(context.Background(), bytes.NewReader(raw[:len(raw)/2]), aisclient.DecodeOptions{}, nil)
	if err == nil || l == nil {
		t.Fatalf("ledger %v, err %v", l, err)
	}
	if l.Complete() || !errors.Is(l.Err(), err) || l.Len() < 1000 || l.Import() != nil {
		t.Errorf("complete %v, err %v, %d rows", l.Complete(), l.Err(), l.Len())
	}
	l, _, err = Load(context.Background(), bytes.NewReader([]byte("<html/>")), aisclient.DecodeOptions{}, nil)
	if err == nil || l != nil {
		t.Errorf("not a reply: ledger %v, err %v", l, err)
	}
}

func TestLoadStopsWhenCancelled(t *testing.T) {
	raw := replytest.XML(replytest.Options{Rows: 50_000})
	ctx, cancel := context.WithCancel(context.Background())
	l, _, err := Load(ctx, bytes.NewReader(raw), aisclient.DecodeOptions{MaxBytes: 1 << 30}, func(*Ledger) { cancel() })
	if !errors.Is(err, context.Canceled) || l.Complete() || l.Len() > 40_000 {
		t.Errorf("%d rows, err %v", l.Len(), err)
	}
}

func TestLoadReportsAReaderThatFails(t *testing.T) {
	raw := replytest.XML(replytest.Options{Rows: 2000})
	bad := errors.New("disk on fire")
	_, _, err := Load(context.Background(), io.MultiReader(bytes.NewReader(raw[:5000]), failing{bad}), aisclient.DecodeOptions{}, nil)
	if !errors.Is(err, bad) {
		t.Errorf("err %v", err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
