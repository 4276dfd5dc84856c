/**
 * Where the parts meet: ingest, match, gather and dispatch, loops joined only by tables. Entry point: {@link
 * dev.souk.pipeline.SoukPipeline}.
 */
@NullMarked
package dev.souk.pipeline;

import org.jspecify.annotations.NullMarked;
