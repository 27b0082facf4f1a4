/** What all subcommands share in talking to a terminal: help texts, progress and exit statuses. */
@NullMarked
package io.tandem6.cli.terminal;

import org.jspecify.annotations.NullMarked;
