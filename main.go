// Avagar turns Persian text into speech and recordings into voices.
package main

import (
	"context"
	"log/slog"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"

	"avagar/app/cli"
	"avagar/views/shell"
)

func main() { os.Exit(run()) }

// heapGrowth is how far garbage may grow over what is alive, in percent. Most
// of what is alive in a training is buffers that stay and hold no pointers, so
// collecting often costs little and saves a hundred megabytes.
const heapGrowth = 40

func run() int {
	debug.SetGCPercent(heapGrowth)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	slog.SetDefault(slog.New(slog.NewTextHandler(cli.Log{Getenv: os.Getenv}, nil)))
	context.AfterFunc(ctx, stop) // the first signal asks to end, a second one ends at once
	return cli.Run(ctx, cli.Process{
		Args: os.Args[1:], In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		Getenv: os.Getenv, Window: window,
	})
}

// spare is how many goroutines may run beside one a core while there is a
// window. Each call to draw something gives its turn away and has to wait for
// one; a training's kernels keep theirs for ten milliseconds at a time. With
// turns to spare the window waits for the system's scheduler alone, which favours
// who was asleep.
const spare = 2

// window shows the window until it is closed.
func window(ctx context.Context) error {
	runtime.GOMAXPROCS(runtime.GOMAXPROCS(0) + spare)
	return shell.Run(ctx, os.Getenv)
}
