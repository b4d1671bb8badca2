// The statistics of a call, as an app reads them; in the same way as `app.ts`.
import { Features } from '@azure/communication-calling';
import type {
  CallFeatureFactory,
  IncomingAudioMediaStats,
  IncomingScreenShareMediaStats,
  IncomingVideoMediaStats,
  MediaStatsAggregation,
  MediaStatsCallFeature,
  MediaStatsCollector,
  MediaStatsCollectorOptions,
  MediaStatsReportSample,
  MediaStatsReportSampleEvent,
  MediaStatsReportSummary,
  MediaStatsReportSummaryEvent,
  MediaStatValue,
  OutgoingAudioMediaStats,
  OutgoingScreenShareMediaStats,
  OutgoingVideoMediaStats,
  TeamsCall,
  TransportMediaStats,
} from '@azure/communication-calling';

export function mediaStats(call: TeamsCall): () => void {
  const factory: CallFeatureFactory<MediaStatsCallFeature> = Features.MediaStats;
  const feature: MediaStatsCallFeature = call.feature(factory);
  const options: MediaStatsCollectorOptions = { aggregationInterval: 1, dataPointsPerAggregation: 5 };
  const collector: MediaStatsCollector = feature.createCollector(options);
  const onSample: MediaStatsReportSampleEvent = (sample: MediaStatsReportSample): void => {
    const sent: OutgoingAudioMediaStats<number, string> | undefined = sample.audio.send[0];
    const heard: IncomingAudioMediaStats<number, string> | undefined = sample.audio.receive[0];
    const seen: IncomingVideoMediaStats<number, string> | undefined = sample.video.receive[0];
    const screens: OutgoingScreenShareMediaStats<number, string>[] = sample.screenShare.send;
    const others: IncomingScreenShareMediaStats<number, string>[] = sample.screenShare.receive;
    const way: TransportMediaStats<number> | undefined = sample.transports.find(({ id }) => id === sent?.transportId);
    console.log(sent?.bitrate, heard?.healedRatio, seen?.streamId, way?.rttInMs, screens.length, others.length);
  };
  const onSummary: MediaStatsReportSummaryEvent = (summary: MediaStatsReportSummary): void => {
    const camera: OutgoingVideoMediaStats<MediaStatValue<number>, MediaStatValue<string>> | undefined =
      summary.video.send[0];
    const rates: MediaStatsAggregation | undefined = camera?.bitrate?.aggregation;
    const codec: string | undefined = camera?.codecName?.raw[0];
    console.log(
      codec,
      rates?.sum[0],
      rates?.count.length,
      rates?.min,
      rates?.max,
      camera?.bitrate?.timestamp.getTime(),
    );
  };
  collector.on('sampleReported', onSample);
  collector.on('summaryReported', onSummary);
  feature.createCollector().dispose();
  return () => {
    collector.off('sampleReported', onSample);
    collector.off('summaryReported', onSummary);
    feature.dispose();
  };
}
