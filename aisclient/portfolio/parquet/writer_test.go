package parquet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"aisdesk/aisclient"
)

// record is a row of every kind, as the reader of parquet-go knows it.
type record struct {
	Word   *string  `parquet:"word,optional,dict"`
	Once   *string  `parquet:"once,optional"`
	Labels []string `parquet:"labels,list"`
	Count  *int64   `parquet:"count,optional"`
	Is     *bool    `parquet:"is,optional"`
	Amount *int64   `parquet:"amount,optional,decimal(4:18)"`
	Day    *int32   `parquet:"day,optional,date"`
	At     *int64   `parquet:"at,optional,timestamp(microsecond)"`
}

var everyKind = []Column{{"word", Text}, {"once", Unique}, {"labels", List}, {"count", Int}, {"is", Bool}, {"amount", Decimal}, {"day", Day}, {"at", Time}}

// random makes a record, and writes it.
func random(r *rand.Rand, p *Writer) (record, error) {
	maybe := func() bool { return r.IntN(4) > 0 }
	var out record
	words := []string{"", "PLN", "EUR", "groceries", "ŻABKA Polska", strings.Repeat("x", 300)}
	text := func(s string) *string {
		p.Text(s)
		if s == "" {
			return nil
		}
		return &s
	}
	out.Word = text(words[r.IntN(len(words))])
	out.Once = text([]string{"", fmt.Sprintf("zażółć %d", r.IntN(1e9))}[r.IntN(2)])
	for range r.IntN(4) {
		out.Labels = append(out.Labels, words[r.IntN(len(words))])
	}
	p.List(out.Labels)
	if n := r.Int64N(1000) - 500; maybe() {
		out.Count = &n
		p.Int(n)
	} else {
		p.Null()
	}
	if is := r.IntN(2) == 0; maybe() {
		out.Is = &is
		p.Bool(is)
	} else {
		p.Null()
	}
	var amount *aisclient.Amount
	if maybe() {
		a := aisclient.Amount(r.Int64N(2*most+1) - most)
		amount, out.Amount = &a, (*int64)(&a)
	}
	p.Amount(amount)
	var day aisclient.Date
	if maybe() {
		at := time.Unix(0, 0).UTC().AddDate(0, 0, r.IntN(40000)-10000)
		day = aisclient.DateIn(at)
		n := int32(at.Sub(time.Unix(0, 0)) / (24 * time.Hour))
		out.Day = &n
	}
	p.Day(day)
	var at time.Time
	if maybe() {
		at = time.UnixMicro(r.Int64N(4e15) - 1e15)
		n := at.UnixMicro()
		out.At = &n
	}
	p.Time(at)
	return out, p.End()
}

// What is written is what parquet-go's own reader reads, over the ends of row groups, too.
func TestTablesReadBack(t *testing.T) {
	for _, rows := range []int{0, 1, 2, 7, 8, 9, 1000, groupRows - 1, groupRows, groupRows + 1, 2*groupRows + 17} {
		if testing.Short() && rows > groupRows {
			continue
		}
		r := rand.New(rand.NewPCG(uint64(rows), 1))
		var b bytes.Buffer
		p, err := New(&b, everyKind)
		if err != nil {
			t.Fatal(err)
		}
		want := make([]record, rows)
		for i := range want {
			if want[i], err = random(r, p); err != nil {
				t.Fatal(err)
			}
		}
		if err := p.Close("aisdesk version 1", [][2]string{{"aisdesk.schema", "1"}}); err != nil {
			t.Fatal(err)
		}
		file, err := parquet.OpenFile(bytes.NewReader(b.Bytes()), int64(b.Len()))
		if err != nil {
			t.Fatalf("%d rows: %v", rows, err)
		}
		if v, ok := file.Lookup("aisdesk.schema"); !ok || v != "1" || file.NumRows() != int64(rows) {
			t.Errorf("%d rows: schema %q, %d rows in the footer", rows, v, file.NumRows())
		}
		got := make([]record, rows)
		reader := parquet.NewGenericReader[record](file)
		if n, err := reader.Read(got); n != rows || err != nil && !errors.Is(err, io.EOF) {
			t.Fatalf("%d of %d rows: %v", n, rows, err)
		}
		for i := range want {
			if len(got[i].Labels) == 0 {
				got[i].Labels = nil
			}
			if !reflect.DeepEqual(got[i], want[i]) {
				t.Fatalf("%d rows, row %d: %s instead of %s", rows, i, shown(got[i]), shown(want[i]))
			}
		}
	}
}

func shown(r record) string {
	var b strings.Builder
	v := reflect.ValueOf(r)
	for i := range v.NumField() {
		f := v.Field(i)
		if f.Kind() == reflect.Pointer && !f.IsNil() {
			f = f.Elem()
		}
		fmt.Fprintf(&b, "%v | ", f)
	}
	return b.String()
}

// The types are those that other programs know amounts, days, times and lists by.
func TestTypesOfColumns(t *testing.T) {
	var b bytes.Buffer
	p, _ := New(&b, everyKind)
	if err := p.Close("aisdesk", nil); err != nil {
		t.Fatal(err)
	}
	file, err := parquet.OpenFile(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"word": "STRING", "once": "STRING", "labels": "LIST", "count": "INT(64,true)", "is": "BOOLEAN", "amount": "DECIMAL(18,4)", "day": "DATE",
		"at": "TIMESTAMP(isAdjustedToUTC=true,unit=MICROS)"}
	for _, f := range file.Schema().Fields() {
		got := f.Type().String()
		if l := f.Type().LogicalType(); l != nil {
			got = l.String()
		}
		if got != want[f.Name()] {
			t.Errorf("%s is %s", f.Name(), got)
		}
		delete(want, f.Name())
	}
	if len(want) > 0 {
		t.Errorf("missing: %v", want)
	}
}

func TestAnAmountOfTooManyDigitsIsRefused(t *testing.T) {
	for amount, fits := range map[aisclient.Amount]bool{999_999_999_999_999_999: true, -999_999_999_999_999_999: true, 1_000_000_000_000_000_000: false,
		-1_000_000_000_000_000_000: false, 1<<63 - 1: false, -1 << 63: false, 0: true} {
		var b bytes.Buffer
		p, _ := New(&b, []Column{{"balance", Decimal}})
		p.Amount(&amount)
		err := p.End()
		if d, ok := errors.AsType[*digitsError](err); ok == fits || ok && (d.Amount != amount || d.Column != "balance") {
			t.Errorf("%s: %v", amount, err)
		}
		if err := p.Close("", nil); (err == nil) != fits {
			t.Errorf("%s: closed with %v", amount, err)
		}
	}
}

// A cell of another kind, or one too many or too few, is a fault of the caller that no file hides.
func TestCellsThatDoNotFit(t *testing.T) {
	for name, row := range map[string]func(*Writer){
		"kind":     func(p *Writer) { p.Int(1); p.Text("x") },
		"too few":  func(p *Writer) { p.Text("x") },
		"too many": func(p *Writer) { p.Text("x"); p.Int(1); p.Int(2) },
	} {
		var b bytes.Buffer
		p, _ := New(&b, []Column{{"a", Text}, {"b", Int}})
		row(p)
		if err := p.End(); err == nil {
			t.Errorf("%s: no error", name)
		}
		if err := p.Close("", nil); err == nil {
			t.Errorf("%s: closed without one", name)
		}
	}
}
