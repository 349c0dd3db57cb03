package ledger

import (
	"context"
	"io"

	"aisdesk/aisclient"
)

// firstPublished is how many rows make the first provisional ledger: a few screens, read in a moment
// whatever the size of the whole.
const firstPublished = 1000

// Load reads a reply into a ledger. While it reads it hands out provisional ledgers of the rows so far: the
// first after 1,000 rows, then each time their number has doubled. publish runs on Load's goroutine and may
// be nil; what it gets may be used from any goroutine while Load goes on, because rows are only ever added
// behind it.
//
// The ledger that Load returns is complete if and only if the error is nil: the whole reply was read and is
// sound. After an error (a reply cut short, a bad amount, a cancelled context) it is the rows that were read
// before, incomplete, with the error as its Err; it is nil where there was none.
func Load(ctx context.Context, r io.Reader, o aisclient.DecodeOptions, publish func(*Ledger)) (*Ledger, *aisclient.Import, error) {
	b := newBuilder()
	next := firstPublished
	imp, err := aisclient.DecodeRows(ctx, r, o, func(imp *aisclient.Import, src aisclient.Source, tx *aisclient.Transaction) error {
		if err := b.add(imp, src, tx); err != nil {
			return err
		}
		if len(b.amount) == next {
			next *= 2
			if publish != nil {
				publish(b.provisional(nil))
			}
		}
		return nil
	})
	switch {
	case err == nil:
		return b.finish(imp), imp, nil
	case len(b.amount) == 0:
		return nil, imp, err
	}
	return b.provisional(err), imp, err
}
