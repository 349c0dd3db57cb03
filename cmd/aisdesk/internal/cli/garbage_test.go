package cli

import (
	"bytes"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"testing"
	"time"

	"aisdesk/aisclient/app"
)

// percent is after how much garbage the collector works now.
func percent() uint64 {
	set := []metrics.Sample{{Name: "/gc/gogc:percent"}}
	metrics.Read(set)
	return set[0].Value.Uint64()
}

// beginWith sets the collector for a test, and puts it back.
func beginWith(t *testing.T, percent int) {
	t.Helper()
	before := debug.SetGCPercent(percent)
	t.Cleanup(func() { debug.SetGCPercent(before) })
}

// A command that ends soon collects garbage rarely; what the environment says goes before.
func TestACommandCollectsRarely(t *testing.T) {
	for _, x := range []struct {
		gogc string
		want uint64
	}{{"", 200}, {"77", 77}} {
		beginWith(t, 77)
		home := t.TempDir()
		getenv := func(name string) string {
			return map[string]string{"GOGC": x.gogc, "HOME": home, "XDG_CONFIG_HOME": home, "XDG_STATE_HOME": home, "AISDESK_DATA_DIR": home}[name]
		}
		var errs bytes.Buffer
		err := New(Streams{In: &bytes.Buffer{}, Out: &bytes.Buffer{}, Err: &errs}, getenv).WithApp(func(*app.App) error {
			if got := percent(); got != x.want {
				t.Errorf("GOGC=%q: the command runs with %d %%, want %d", x.gogc, got, x.want)
			}
			return nil
		})
		if err != nil {
			t.Errorf("%v %s", err, errs.String())
		}
	}
}

// A screen collects early.
func TestAScreenCollectsEarly(t *testing.T) {
	for gogc, want := range map[string]uint64{"": 35, "off": 77} {
		beginWith(t, 77)
		CollectEarly(func(string) string { return gogc })
		if got := percent(); got != want {
			t.Errorf("GOGC=%q: %d %%, want %d", gogc, got, want)
		}
	}
}

// A command collects early once its heap is large, and rarely as long as it is small.
func TestALargeHeapIsCollectedEarly(t *testing.T) {
	beginWith(t, 77)
	CollectRarely(func(string) string { return "" })
	runtime.GC()
	if got := percent(); got != 200 {
		t.Errorf("the heap is small: %d %%, want 200", got)
	}
	large := make([]byte, 64<<20)
	for range 3000 { // what follows a collection is done beside the program
		runtime.GC()
		if percent() == 35 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if got := percent(); got != 35 {
		t.Errorf("%d MB are in use: %d %%, want 35", len(large)>>20, got)
	}
	runtime.KeepAlive(large)
}
