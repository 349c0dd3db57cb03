package aisclient

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"aisdesk/aisclient/text"
)

// RowFunc takes one transaction as it is decoded. imp is the import so far: everything that stands before
// the transaction in the reply is filled in. src says whose transaction it is. tx is only valid during the
// call, its texts and labels stay valid. An error stops the decoding and is returned as it is.
type RowFunc func(imp *Import, src Source, tx *Transaction) error

// Decode reads a reply to Get Import Result or an aggregated data reply, whole. r is read to its end: a
// reply that is cut short, malformed, or over the caps is an error, never a partial import. What the
// decoder does not know is counted in Import.Warnings. Transactions with the same labels share the slice: do
// not change it.
//
// Errors about the reply are *DecodeError. A reply that is in order but holds no import gives an error
// that wraps ErrNoImport, together with an Import that has the Envelope and the Command.
func Decode(ctx context.Context, r io.Reader, o DecodeOptions) (*Import, error) {
	return decodeImport(ctx, r, o, func(imp *Import, src Source, tx *Transaction) error {
		t := &imp.Targets[src.Target]
		if src.Account >= 0 {
			a := &t.Accounts[src.Account]
			a.Transactions = append(a.Transactions, *tx)
		} else {
			c := &t.CreditCards[src.Card]
			c.Transactions = append(c.Transactions, *tx)
		}
		return nil
	})
}

// DecodeRows is Decode that hands each transaction to fn and keeps none: memory does not grow with their
// number. Rows are provisional until DecodeRows returns without an error, because only then the reply is
// known to be whole. Transactions stays nil in the import that it returns, Count is filled. It fails as Decode does, and with
// fn's error.
func DecodeRows(ctx context.Context, r io.Reader, o DecodeOptions, fn RowFunc) (*Import, error) {
	return decodeImport(ctx, r, o, fn)
}

// importDecoder decodes one import.
type importDecoder struct {
	*decoder
	imp    *Import
	head   Head
	row    RowFunc
	tx     Transaction
	labels []text.Text
	items  int

	emptyRows int // transactions without any field so far

	maxText int
	bank    text.Text // DecodeOptions.OfficialName
	cut     bool      // what is around the accounts says that it is partial
}

// maxItems is how many owners, accounts, cards, deposits and targets a reply may have together.
const maxItems = 20_000

func decodeImport(ctx context.Context, r io.Reader, o DecodeOptions, row RowFunc) (*Import, error) {
	limits := o.limits()
	d := &importDecoder{decoder: newDecoder(ctx, r, limits), imp: &Import{}, row: row, maxText: limits.Text, bank: o.OfficialName}
	if err := d.document(); err != nil {
		return nil, replyError(err)
	}
	return d.finish()
}

// document reads the whole reply.
func (d *importDecoder) document() error {
	return d.reply(&d.head, d.result, func(name string) error {
		if name != "owner" {
			return d.Unknown()
		}
		return d.aggregated()
	})
}

// finish completes the import of a reply that was read.
func (d *importDecoder) finish() (*Import, error) {
	d.imp.Envelope, d.imp.Command, d.imp.Warnings = d.head.Envelope, d.head.Command, warningsOf(d.Reader)
	if c := d.imp.Command; c != nil && d.imp.Targets == nil && c.State == StateSuccessful {
		d.imp.Targets = target(c, d.bank) // an import of nothing
	}
	return d.imp, noImport(&d.head, d.imp)
}

// read reads the head of an answer, and the import in it where the call asks for rows, in one pass. What makes the
// import unreadable and leaves the head readable stands in the answer. Every error is a *DecodeError.
func (k call) read(a *Answer) (*Head, error) {
	if k.rows == nil {
		return DecodeHead(a.Raw)
	}
	limits := DecodeOptions{MaxBytes: int64(len(a.Raw)) + 1}.limits()
	d := &importDecoder{decoder: newDecoder(context.Background(), bytes.NewReader(a.Raw), limits), imp: &Import{}, row: k.rows(), maxText: limits.Text}
	if err := d.document(); err != nil {
		a.importErr = replyError(err)
		return DecodeHead(a.Raw)
	}
	d.head.Warnings = warningsOf(d.Reader)
	if a.imp, a.importErr = d.finish(); a.importErr != nil {
		a.imp = nil
	}
	return &d.head, nil
}

// noImport says why a reply holds no import, or nil.
func noImport(h *Head, imp *Import) error {
	c := h.Command
	switch {
	case imp.Owner != nil || imp.Targets != nil:
		return nil
	case c != nil && c.Exception != nil:
		return fmt.Errorf("%w: the command ended in state %q with %s: %s", ErrNoImport, c.State, c.Exception.Name, c.Exception.Message)
	case c != nil:
		return fmt.Errorf("%w: the command is in state %q", ErrNoImport, c.State)
	case h.Exception != nil:
		return fmt.Errorf("%w: it is the error %s: %s", ErrNoImport, h.Exception.Name, h.Exception.Message)
	case !h.Comment.Empty():
		return fmt.Errorf("%w: %s: %s", ErrNoImport, h.Envelope.Status, h.Comment)
	case h.Payload == "":
		return fmt.Errorf("%w: it is empty", ErrNoImport)
	}
	return fmt.Errorf("%w: it holds %q, not the result of an import or the data of an owner", ErrNoImport, h.Payload)
}

// item counts an owner, account, card, deposit or target and says which of its like it is.
func (d *importDecoder) item(index int) error {
	if d.items++; d.items > maxItems {
		return d.Wrap(fmt.Sprintf("there are more than %d owners, accounts, cards and deposits", maxItems), ErrLimit)
	}
	d.SetIndex(index)
	return nil
}

// result reads command/result: one target, named by the command's attributes.
func (d *importDecoder) result() error {
	if d.imp.Targets != nil || d.imp.Owner != nil {
		return d.Fail("the reply holds more than one import")
	}
	c := d.head.Command
	d.partial(&d.cut)
	d.imp.Envelope, d.imp.Command = d.head.Envelope, c
	d.imp.Targets = target(c, d.bank)
	return d.targetParts(0)
}

// target is the one target of an import's result.
func target(c *Command, bank text.Text) []Target {
	return []Target{{Name: c.Target, OfficialName: bank, Institution: c.Institution}}
}

// aggregated reads the owner element of data.xml.
func (d *importDecoder) aggregated() error {
	if d.imp.Targets != nil || d.imp.Owner != nil {
		return d.Fail("the reply holds more than one import")
	}
	d.imp.Envelope = d.head.Envelope
	d.Known("externalId", "createdAt", "updatedAt", "lastChange", "origin")
	d.imp.Owner = &AggregatedOwner{
		ExternalID: d.TextAttr("externalId"),
		CreatedAt:  d.TimeAttr("createdAt"),
		UpdatedAt:  d.TimeAttr("updatedAt"),
		LastChange: d.TimeAttr("lastChange"),
		Origin:     d.TextAttr("origin"),
	}
	return d.Children(func(name string) error {
		if name != "target" {
			return d.Unknown()
		}
		d.Known("name", "officialName", "institution", partialAttr)
		d.cut = false
		d.partial(&d.cut)
		n := len(d.imp.Targets)
		if err := d.item(n + 1); err != nil {
			return err
		}
		d.imp.Targets = append(d.imp.Targets, Target{
			Name: d.TextAttr("name"), OfficialName: d.TextAttr("officialName"), Institution: d.TextAttr("institution"),
		})
		return d.targetParts(n)
	})
}

// rowElements are elements that only transactions are and have: whatever else holds one holds rows.
var rowElements = map[string]bool{"moneyTransaction": true, "creditCardTransaction": true, amountField: true, bookedField: true, "transactionOn": true}

// unreadElement is the kind of warning about elements that are unread with all that is in them.
const unreadElement = "element"

// Unknown passes over an element that this program does not know, and counts it: as unread, too, where it holds rows or its name
// says that it does.
func (d *importDecoder) Unknown() error {
	d.Warn("unknown element", "")
	named, rows, holds := "", "", false
	if holderLike(string(d.Local())) {
		named = string(d.AppendPath(nil, false))
	}
	for depth := 1; depth > 0; {
		if rows == "" && rowElements[string(d.Local())] {
			rows = string(d.AppendPath(nil, false))
		}
		ok, err := d.Child()
		switch {
		case err != nil:
			return err
		case ok:
			depth++
			holds = true
		default:
			depth--
		}
	}
	switch {
	case rows != "":
		d.WarnUnread(rows, unreadElement, " of a transaction")
	case named != "" && holds: // a new field of the provider holds no others
		d.WarnUnread(named, unreadElement, " that is not known")
	}
	return nil
}

// holders are elements that hold rows, accounts or owners.
var holders = []string{"moneyTransactions", "moneyTransaction", "accounts", "account", "creditCards", "creditCard", "owners"}

// holderLike reports whether a name is nearly that of an element that holds rows, accounts or owners: what is in it is missing.
func holderLike(name string) bool {
	name = strings.ToLower(name)
	return strings.Contains(name, "transaction") || slices.ContainsFunc(holders, func(h string) bool { return nearly(name, strings.ToLower(h)) })
}

// nearly reports whether two words differ in at most two letters at their ends or by one inside.
func nearly(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 2 || a == "" {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	j := 0
	for j < len(a)-i && a[len(a)-1-j] == b[len(b)-1-j] {
		j++
	}
	return len(b)-i-j <= 2
}

// targetParts reads owners, accounts, creditCards and deposits of a target; each may be missing or empty.
func (d *importDecoder) targetParts(target int) error {
	t := &d.imp.Targets[target]
	around := d.cut
	return d.Children(func(name string) error {
		switch name {
		case "accounts", "creditCards":
			d.Known(partialAttr)
			d.cut = around
			d.partial(&d.cut)
		default:
			d.Known()
		}
		switch name {
		case "owners":
			return d.owners(&t.Owners)
		case "accounts":
			return d.list("account", func(int) error { return d.account(t, target) })
		case "creditCards":
			return d.list("creditCard", func(int) error { return d.card(t, target) })
		case "deposits":
			return d.deposits(t)
		}
		return d.Unknown()
	})
}

// list calls each for every child of that name, numbered from 1, and passes over others.
func (d *importDecoder) list(name string, each func(n int) error) error {
	n := 0
	return d.Children(func(child string) error {
		if child != name {
			return d.Unknown()
		}
		n++
		if err := d.item(n); err != nil {
			return err
		}
		return each(n)
	})
}

// deposits keeps the children as they came: nobody documents them. Rows in them are unread.
func (d *importDecoder) deposits(t *Target) error {
	total, n := 0, 0
	return d.Children(func(name string) error {
		n++
		if err := d.item(n); err != nil {
			return err
		}
		raw, err := d.SkipRaw()
		if err != nil {
			return err
		}
		if total += len(raw); total > 8*d.maxText {
			return d.Wrap("the deposits are too large", ErrLimit)
		}
		if bytes.Contains(raw, []byte("moneyTransaction>")) || bytes.Contains(raw, []byte("creditCardTransaction>")) {
			d.WarnUnread(string(d.AppendPath(nil, false))+"/"+name, unreadElement, " with transactions")
		}
		t.Deposits = append(t.Deposits, RawElement{Name: text.Clean(name).String(), XML: raw})
		return nil
	})
}
