// Package portfolio asks one question of many saved imports: a report on each, their rows and streams as tables, what
// other rules would make of them. Imports are read several at a time and told in the order of their ids, so that the
// same archive gives the same bytes, and whoever stops goes on behind the last one.
package portfolio

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"

	"aisdesk/aisclient"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify"
	"aisdesk/aisclient/verify/policy"
)

// source reads what a portfolio consists of. Its methods may be called from several goroutines.
type source interface {
	// IDs are the ids of all saved imports, in any order; with cases those of all cases in place of their imports.
	IDs(ctx context.Context, cases bool) ([]string, error)
	// Report reads an import or a case to its end and writes a report on it. Without claims in the request it is on those
	// that were saved with it. The verdict on an import that belongs to a case is the case's. An error that is not the context's says what is wrong with this one.
	Report(ctx context.Context, id string, q Request) (*report.Document, error)
	// Tables is Report, with all rows as the level shows them.
	Tables(ctx context.Context, id string, q Request) (*report.Document, []report.TableRow, error)
	// Judge reads an import or a case once and checks its claims by each judgement: for an import that belongs to a case those of
	// the case, on all its imports together, and its reports say the verdict alone.
	Judge(ctx context.Context, id string, q Request, by ...Judgement) (Answer, error)
}

// Answer is what an import or a case comes to, a report a judgement.
type Answer struct {
	Case bool // it is a case
	// Reports are nil where nothing is claimed.
	Reports []*verify.Report
	// Row names a row of a case by an import that has it; nil for an import.
	Row func(row int32) RowOf
}

// Request says what is asked of each import.
type Request struct {
	Claims []verify.Claim
	// Policy is checked with the claims; the zero value is none.
	Policy policy.Policy
	// Level is how much of the data is shown; empty is report.File.
	Level report.Level
	// AsOf is the day of checking; zero is today.
	AsOf aisclient.Date

	cases *sync.Map // what OfCase worked out; nil for a request that is of no walk
}

// walking is the request for all imports of one walk.
func (q Request) walking() Request {
	q.cases = &sync.Map{}
	return q
}

// OfCase is what work makes of a case: once in a walk, for all its imports. Until that ends it is kept, so it had better be
// small. The key names the case and all that the answer depends on besides the request. The error is work's.
func OfCase[T any](q Request, key string, work func() (T, error)) (T, error) {
	if q.cases == nil {
		return work()
	}
	once, _ := q.cases.LoadOrStore(key, sync.OnceValues(work))
	return once.(func() (T, error))()
}

// Selection says which imports are asked.
type Selection struct {
	Cases bool // one answer a case in place of its imports
	// After is the id behind which to begin, or a beginning of ids: then from the first of them. Empty is from the first one.
	After string
}

// Progress is how far a walk over a portfolio has come.
type Progress struct {
	Done, Of int
	Failed   int    // of Done, those that could not be read
	NoImport int    // of Done, those that hold no data, since the bank or the provider ended them with an error
	Last     string // the id of the last one done; empty before any
}

// Portfolio is all saved imports. Its methods may be called from several goroutines.
type Portfolio struct{ source source }

// New makes a Portfolio; nothing is read yet.
func New(s source) *Portfolio { return &Portfolio{s} }

// ErrAfter says that a selection begins behind what is no id of it, nor a beginning of one.
var ErrAfter = errors.New("no such ID to continue after: give the ID that the previous run named")

// IDs are the ids of a selection, rising. The error wraps ErrAfter, or is the source's.
func (p *Portfolio) IDs(ctx context.Context, s Selection) ([]string, error) {
	ids, err := p.source.IDs(ctx, s.Cases)
	if err != nil {
		return nil, err
	}
	slices.Sort(ids)
	if at := sort.SearchStrings(ids, s.After); s.After != "" && (at == len(ids) || !strings.HasPrefix(ids[at], s.After)) {
		return nil, fmt.Errorf("%q: %w", text.Clean(s.After), ErrAfter)
	}
	return ids[sort.SearchStrings(ids, s.After+"\x00"):], nil
}
