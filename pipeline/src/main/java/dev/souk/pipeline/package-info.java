/**
 * Where the parts meet: ingest, match and dispatch, three loops joined only by tables.
 * {@link dev.souk.pipeline.SoukPipeline} is the way in.
 */
@NullMarked
package dev.souk.pipeline;

import org.jspecify.annotations.NullMarked;
