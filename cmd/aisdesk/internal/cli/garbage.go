package cli

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// Garbage in percent of what is in use that may lie about before it is collected.
const (
	// shortGarbage is that of a command with a small heap: most then end after a few collections. With 35 they spent
	// nearly half of their processor time on forty.
	shortGarbage = 200
	// garbage is that of screens and of a large heap. A ledger is few large columns without pointers, which cost the
	// collector next to nothing: a third of Go's usual 100 saves a third of the memory.
	garbage = 35
	// small is the heap in use, in bytes, up to which it is small: with its garbage it takes less than a large import.
	small = 28 << 20
)

// CollectRarely collects garbage rarely as long as the heap is small, as suits a command that ends soon, and early from then
// on. GOGC overrules it.
func CollectRarely(getenv func(string) string) {
	if getenv("GOGC") != "" {
		return
	}
	debug.SetGCPercent(shortGarbage)
	afterCollection(settle)
}

// CollectEarly collects garbage early, as suits a screen, which lives long. GOGC overrules it.
func CollectEarly(getenv func(string) string) {
	if getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
}

// settle goes over to the large heap's percentage once there is one, unless a walk over imports has set its own.
func settle() {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	if live[0].Value.Uint64() <= small {
		afterCollection(settle)
	} else if was := debug.SetGCPercent(garbage); was != shortGarbage {
		debug.SetGCPercent(was)
	}
}

// afterCollection calls do once the next collection is over.
func afterCollection(do func()) {
	runtime.AddCleanup(new([16]byte), func(do func()) { do() }, do) // smaller ones share a block, which lives longer
}
