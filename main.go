// Avagar turns Persian text into speech and recordings into voices.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"avagar/app/cli"
)

func main() { os.Exit(run()) }

func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // the first signal asks to end, a second one ends at once
	return cli.Run(ctx, cli.Process{Args: os.Args[1:], In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Getenv: os.Getenv})
}
