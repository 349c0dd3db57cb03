package aisclient

import (
	"bytes"
	"context"
	"encoding/xml"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"aisdesk/aisclient/replytest"
)

// The names are those of the table in the README. Compare Decode100k with Decode100kEncodingXML of the same
// run: both read the same bytes.

func BenchmarkDecode5k(b *testing.B)   { benchmarkRows(b, 5_000) }
func BenchmarkDecode100k(b *testing.B) { benchmarkRows(b, 100_000) }

// BenchmarkDecode100kWhole keeps the rows.
func BenchmarkDecode100kWhole(b *testing.B) {
	raw := replytest.XML(replytest.Options{Rows: 100_000})
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Decode(context.Background(), bytes.NewReader(raw), DecodeOptions{MaxBytes: 1 << 30}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecode100kEncodingXML(b *testing.B) {
	raw := replytest.XML(replytest.Options{Rows: 100_000})
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		var v oracleReply
		if err := xml.Unmarshal(raw, &v); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDecodeHead100k is what a poll costs that brings a large result.
func BenchmarkDecodeHead100k(b *testing.B) {
	raw := replytest.XML(replytest.Options{Rows: 100_000})
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		if _, err := DecodeHead(raw); err != nil {
			b.Fatal(err)
		}
	}
}

func benchmarkRows(b *testing.B, rows int) {
	raw := replytest.XML(replytest.Options{Rows: rows})
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		if n, err := countRows(bytes.NewReader(raw)); err != nil || n != rows {
			b.Fatal(n, err)
		}
	}
}

func countRows(r io.Reader) (n int, err error) {
	_, err = DecodeRows(context.Background(), r, DecodeOptions{MaxBytes: 2 << 30}, func(*Import, Source, *Transaction) error {
		n++
		return nil
	})
	return n, err
}

// BenchmarkDecodePeak100k and BenchmarkDecodePeak1M stream a reply from a file in a process of its own and
// report that process's peak resident memory as peak-MiB.
func BenchmarkDecodePeak100k(b *testing.B) { benchmarkPeak(b, 100_000) }
func BenchmarkDecodePeak1M(b *testing.B) {
	if testing.Short() {
		b.Skip("writes 620 MB to the temporary directory")
	}
	benchmarkPeak(b, 1_000_000)
}

func benchmarkPeak(b *testing.B, rows int) {
	path := replyFile(b, rows)
	var peak float64
	for b.Loop() {
		peak = max(peak, peakMiB(b, path, rows))
	}
	b.ReportMetric(peak, "peak-MiB")
}

// Streaming 100,000 rows takes at most 60 MiB, the Go runtime and the test binary included.
func TestStreamingIsFrugal(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector takes memory of its own")
	}
	if peak := peakMiB(t, replyFile(t, 100_000), 100_000); peak > 60 {
		t.Errorf("the process took %.0f MiB", peak)
	}
}

func replyFile(tb testing.TB, rows int) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "reply.xml")
	f, err := os.Create(path)
	if err == nil {
		err = replytest.Write(f, replytest.Options{Rows: rows})
	}
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		tb.Fatal(err)
	}
	return path
}

const peakEnv = "AISDESK_TEST_PEAK_FILE"

// peakMiB decodes the file in a process of its own and returns its peak resident memory.
func peakMiB(tb testing.TB, path string, rows int) float64 {
	tb.Helper()
	if _, err := os.Stat("/proc/self/status"); err != nil {
		tb.Skip("this system does not tell the peak memory of a process")
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestPeakProcess$", "-test.v")
	cmd.Env = append(os.Environ(), peakEnv+"="+path)
	out, err := cmd.CombinedOutput()
	if err != nil {
		tb.Fatalf("%v\n%s", err, out)
	}
	fields := strings.Fields(string(out))
	var got, kib int
	for i, f := range fields {
		switch f {
		case "rows:":
			got, _ = strconv.Atoi(fields[i+1])
		case "VmHWM:":
			kib, _ = strconv.Atoi(fields[i+1])
		}
	}
	if got != rows || kib == 0 {
		tb.Fatalf("%d rows instead of %d\n%s", got, rows, out)
	}
	return float64(kib) / 1024
}

// TestPeakProcess is the process that peakMiB starts.
func TestPeakProcess(t *testing.T) {
	path := os.Getenv(peakEnv)
	if path == "" {
		return // only the child process has something to do
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n, err := countRows(f)
	if err != nil {
		t.Fatal(err)
	}
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("rows: %d", n)
	for line := range strings.Lines(string(status)) {
		if strings.HasPrefix(line, "VmHWM:") {
			t.Log(line)
		}
	}
}
